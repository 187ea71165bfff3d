import { useOpenRoom } from './room-context.ts';

/**
 * On which version of a room something is decided. The room is read again by itself while somebody types: what they
 * decide on may have changed since, and then the version is the one they began from, so that it is refused; whatever
 * else happens in the room does not matter.
 */
export function useLooked(subject: () => string | number | null) {
  const room = useOpenRoom();
  let [seen, version] = [subject(), room.etag()];
  return {
    /** From now on it is decided on what stands there now. */
    begin: () => {
      [seen, version] = [subject(), room.etag()];
    },
    version: () => (subject() === seen ? room.etag() : version),
  };
}
