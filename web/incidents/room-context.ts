import { type InjectionKey, inject } from 'vue';

/** The room that is open: which one, the version that is shown, and how to read it again. */
interface RoomContext {
  readonly id: () => string;
  readonly etag: () => string | null;
  readonly refresh: () => Promise<void>;
}

export const roomKey: InjectionKey<RoomContext> = Symbol('room');

/** The room that is open, as its page provides it. */
export function useOpenRoom(): RoomContext {
  const room = inject(roomKey);
  if (room === undefined) throw new Error('no room provided: room-page.vue provides it');
  return room;
}
