import { z } from 'zod';
import { EngineError } from './port.ts';

const grpcFailure = z.object({ code: z.number().int(), details: z.string().optional() });
const httpFailure = z.object({
  response: z.object({ statusCode: z.number().int(), body: z.unknown().optional() }),
});
const problem = z.object({ detail: z.string() });

/** Cancelled, unknown, deadline, exhausted, aborted, internal, unavailable: the next try may meet a healthier gateway. */
const transientGrpc: ReadonlySet<number> = new Set([1, 2, 4, 8, 10, 13, 14]);
const alreadyExists = 6;
const notFound = 5;
const failedPrecondition = 9;

function detailOf(body: unknown): string {
  if (typeof body !== 'string') return '';
  try {
    return problem.safeParse(JSON.parse(body)).data?.detail ?? '';
  } catch {
    return '';
  }
}

/**
 * Anything a call to the engine threw, with its kind read from the code of the answer, never from its text.
 * A failure without a code never reached the engine or lost its answer: worth another try.
 */
export function engineErrorOf(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const http = httpFailure.safeParse(thrown);
  if (http.success) {
    const { statusCode, body } = http.data.response;
    // 409: the task is just changing its state; what comes of it the next try learns.
    const again = statusCode >= 500 || [408, 409, 429].includes(statusCode);
    return new EngineError(
      again ? 'transient' : 'permanent',
      `http-${statusCode}`,
      detailOf(body),
      thrown,
    );
  }
  const grpc = grpcFailure.safeParse(thrown);
  if (grpc.success) {
    const { code, details } = grpc.data;
    const kind = transientGrpc.has(code) ? 'transient' : 'permanent';
    return new EngineError(kind, `grpc-${code}`, details ?? '', thrown);
  }
  return new EngineError('transient', 'network', 'no answer from the engine', thrown);
}

/** True when the engine knows no such job, task or stall (any more). */
export function isGone(error: EngineError): boolean {
  return error.code === `grpc-${notFound}` || error.code === 'http-404';
}

/** True when the engine takes no word about this job any more: it ended, failed, stalled, or was called off. */
export function isSettled(error: EngineError): boolean {
  return isGone(error) || error.code === `grpc-${failedPrecondition}`;
}

/** True when the engine has this message already. */
export function isDelivered(error: EngineError): boolean {
  return error.code === `grpc-${alreadyExists}`;
}

/** True when the engine is at work and asks for less at a time. */
export function isBusy(error: EngineError): boolean {
  return error.code === 'grpc-8' || error.code === 'http-429';
}
