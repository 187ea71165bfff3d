import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface Report {
  readonly means: string;
  readonly text: string;
  readonly reportedAt?: string;
}

/** Records that whoever referred a complaint was told its result. */
export function useReportBack(caseId: () => string) {
  const request = useRequest();
  return useMutation((report: Report) =>
    request<{ readonly reportedAt: string }>(`/cases/${encodeURIComponent(caseId())}/report-back`, {
      method: 'POST',
      body: report,
    }),
  );
}
