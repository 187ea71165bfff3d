import { lookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Unrecoverable } from '../platform/errors.ts';

export interface Asked {
  readonly method: 'POST' | 'OPTIONS';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether loopback and private addresses, and plain HTTP, may be reached. */
  readonly allowPrivate: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const limitMs = 10_000;

/** Addresses that lie in the institution's own network or nowhere; the rules for IPv4 hold for mapped ones too. */
function openBlockList(): BlockList {
  const list = new BlockList();
  const four: readonly (readonly [string, number])[] = [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ];
  const six: readonly (readonly [string, number])[] = [
    ['::', 96],
    ['64:ff9b::', 96],
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ];
  for (const [net, prefix] of four) list.addSubnet(net, prefix, 'ipv4');
  for (const [net, prefix] of six) list.addSubnet(net, prefix, 'ipv6');
  return list;
}

/** True for an address of the machine itself, of a private network, or that nobody can be reached under. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  return kind === 0 || openBlockList().check(address, kind === 4 ? 'ipv4' : 'ipv6');
}

/** Where a request may go. */
export interface Allowed {
  /** Loopback and private addresses. */
  readonly private: boolean;
  /** Plain HTTP. */
  readonly plain: boolean;
}

/** An address that may be asked, or why it may not: it is none, it carries a password, it is private by number. */
export function checkAddress(text: string, allowed: Allowed): URL | 'wrong' | 'private' {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === 'https:' || (allowed.plain && url?.protocol === 'http:');
  if (url === null || !isWeb || url.username !== '' || url.password !== '') return 'wrong';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return !allowed.private && isIP(host) !== 0 && isPrivateAddress(host) ? 'private' : url;
}

/**
 * Reads an address that somebody outside may be told at.
 *
 * @throws Unrecoverable for anything but a plain https address (http only where private addresses are allowed), and
 *   for a private address by number
 */
export function readAddress(text: string, allowPrivate: boolean): URL {
  const checked = checkAddress(text, { private: allowPrivate, plain: allowPrivate });
  if (checked === 'wrong') throw new Unrecoverable('the address is none that can be told');
  if (checked === 'private') throw new Unrecoverable('the address is private');
  return checked;
}

/**
 * Looks a name up and refuses what it leads to: the address that was checked is the one that is connected to. What it
 * refuses ends the request with an `Unrecoverable`.
 */
export function guarded(allowPrivate: boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error !== null || first === undefined) {
        done(error ?? new Error('the name leads nowhere'), []);
        return;
      }
      if (!allowPrivate && found.some(({ address }) => isPrivateAddress(address))) {
        done(new Unrecoverable('the address is private'), []);
        return;
      }
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

/**
 * Asks an address outside: follows no redirect, reads no body, waits ten seconds at most.
 *
 * @throws Unrecoverable when the address is private; any other error when nobody answered
 */
export function askOutside(
  address: string,
  { method, headers, body, allowPrivate }: Asked,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const url = readAddress(address, allowPrivate);
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const asked = send(
      url,
      {
        ...{ method, lookup: guarded(allowPrivate), agent: false },
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(limitMs),
      },
      (answer) => {
        answer.destroy();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
