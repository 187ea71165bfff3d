import type { Problem } from './types.ts';

/** Why a request has no answer: the network was dead, or the server said no. */
export type RequestError =
  | { readonly variant: 'network-error' }
  | {
      readonly variant: 'failed-response';
      readonly status: number;
      readonly problem: Problem | null;
    };

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | null;
}

/** What every request gives back; it never throws. */
export type Result<T> =
  | { readonly response: Answer<T>; readonly error: null }
  | { readonly response: null; readonly error: RequestError };

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly ifMatch?: string | null;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Sent even while the page is being left. */
  readonly keepalive?: boolean;
}

export interface RequestContext {
  readonly language: () => string;
  readonly onSignedOut: () => void;
}

export type Request = <T>(path: string, options?: RequestOptions) => Promise<Result<T>>;

function headersOf(options: RequestOptions, language: string): Headers {
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': language,
    // A page of another origin cannot send this header without asking first.
    'x-requested-with': 'huiying-desk',
  });
  if (options.body !== undefined && !(options.body instanceof FormData))
    headers.set('content-type', 'application/json');
  if (options.ifMatch) headers.set('if-match', options.ifMatch);
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  return headers;
}

function initOf(options: RequestOptions, language: string): RequestInit {
  const init: RequestInit = {
    method: options.method ?? 'GET',
    headers: headersOf(options, language),
    credentials: 'same-origin',
  };
  if (options.body instanceof FormData) init.body = options.body;
  else if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;
  return init;
}

async function readBody(response: Response) {
  if (response.status === 204) return null;
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') ? response.json() : null;
}

/** The language goes with every request: what the person chose at this desk counts, not what they chose elsewhere. */
function urlOf(path: string, language: string): string {
  return `/api/v1${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

/** The one door to the api: same-origin, JSON, problems as values. */
export function createRequest({ language, onSignedOut }: RequestContext): Request {
  return async (path, options = {}) => {
    try {
      const response = await fetch(urlOf(path, language()), initOf(options, language()));
      const body = await readBody(response);
      if (response.ok)
        return { response: { body, etag: response.headers.get('etag') }, error: null };
      if (response.status === 401 && path !== '/session') onSignedOut();
      return {
        response: null,
        error: { variant: 'failed-response', status: response.status, problem: body },
      };
    } catch {
      return { response: null, error: { variant: 'network-error' } };
    }
  };
}
