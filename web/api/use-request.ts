import { type InjectionKey, inject } from 'vue';
import type { Request } from './request.ts';

export const requestKey: InjectionKey<Request> = Symbol('request');

/** The door to the api, as `main.ts` opened it. */
export function useRequest(): Request {
  const request = inject(requestKey);
  if (request === undefined) throw new Error('no request provided: main.ts provides it');
  return request;
}
