import { bare, endpoint } from '../endpoint.ts';

export const readEvents = endpoint({
  ...bare,
  method: 'get',
  path: '/events',
  summary:
    'Server-sent events `tasks`, `case`, `incident` and `notices`, by id only, of what a person may see',
  media: 'text/event-stream',
});
