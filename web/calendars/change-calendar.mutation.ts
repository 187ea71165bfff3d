import type { RunItemView, RunView } from '../../api/calendar-runs/schema.ts';
import type { CalendarItem, CalendarView, ReadFileView } from '../../api/calendars/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';
import type { DraftContent } from './year-days.ts';

const calendarPath = (id: string) => `/calendars/${encodeURIComponent(id)}`;

/** Begins a calendar with the days of another. */
export function useAddCalendar() {
  const request = useRequest();
  return useMutation(
    (body: { readonly id: string; readonly name: string; readonly from: string }) =>
      request<CalendarView>('/calendars', { method: 'POST', body }),
  );
}

/** Lets new clocks be counted with a calendar. */
export function useChooseCalendar() {
  const request = useRequest();
  return useMutation((id: string) =>
    request<CalendarItem>('/calendar-in-use', { method: 'PUT', body: { id } }),
  );
}

/** Everything that is done to one calendar. */
export function useCalendarChanges(id: () => string) {
  const request = useRequest();
  const path = () => calendarPath(id());
  const ifMatch = (revision: number) => ({ ifMatch: `"${revision}"` });
  return {
    open: useMutation((_: undefined) =>
      request<CalendarView>(`${path()}/draft`, { method: 'POST' }),
    ),
    save: useMutation(({ revision, body }: { revision: number; body: DraftContent }) =>
      request<CalendarView>(`${path()}/draft`, { method: 'PUT', body, ...ifMatch(revision) }),
    ),
    drop: useMutation((revision: number) =>
      request<null>(`${path()}/draft`, { method: 'DELETE', ...ifMatch(revision) }),
    ),
    preview: useMutation((_: undefined) =>
      request<RunView>(`${path()}/preview`, { method: 'POST' }),
    ),
    publish: useMutation((revision: number) =>
      request<CalendarView>(`${path()}/publish`, { method: 'POST', ...ifMatch(revision) }),
    ),
    /** Reads a file of days; nothing is kept. */
    read: useMutation((body: { readonly text: string; readonly year: string }) =>
      request<ReadFileView>('/calendar-files', { method: 'POST', body }),
    ),
  };
}

/** Stops a preview, or lets a run that failed go on. */
export function useRunChange(path: () => string) {
  const request = useRequest();
  return useMutation((what: 'stop' | 'resume') =>
    request<RunView>(`${path()}/${what}`, { method: 'POST' }),
  );
}

/** Decides on a clock that would be overdue by the new calendar alone. */
export function useDecide(path: () => string) {
  const request = useRequest();
  return useMutation(
    ({ clockId, ...body }: { clockId: string; what: 'move' | 'keep'; reason: string }) =>
      request<RunItemView>(`${path()}/items/${encodeURIComponent(clockId)}`, {
        method: 'POST',
        body,
      }),
  );
}
