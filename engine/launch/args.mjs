// What can be said on the command line.
import { parseArgs } from 'node:util';
import { dataDirOf } from './paths.mjs';

/** Something on the command line that cannot be followed; the message says what can. */
export class WrongArguments extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'WrongArguments';
  }
}

/** @typedef {{ port: number | undefined, dataDir: string, sample: boolean, help: boolean }} StartArguments */

export const startUsage = `Usage: npm start [-- --port N] [--data DIR] [--no-sample]

  --port N      web port, default 8420 (another one is taken when it is busy)
  --data DIR    folder of this installation's data, default .data
  --no-sample   an empty institution instead of the sample one (first start only)`;

/**
 * @param {readonly string[]} argv without program and script
 * @returns {StartArguments}
 * @throws {WrongArguments}
 */
export function readStartArguments(argv) {
  const { values } = parse(argv, {
    port: { type: 'string' },
    data: { type: 'string' },
    'no-sample': { type: 'boolean' },
    help: { type: 'boolean' },
  });
  const { port } = values;
  if (typeof port === 'string' && !isPort(port)) {
    throw new WrongArguments(`--port takes a number from 1 to 65535, not «${port}».`);
  }
  return {
    port: typeof port === 'string' ? Number(port) : undefined,
    dataDir: dataDirOf(typeof values.data === 'string' ? values.data : undefined),
    sample: values['no-sample'] !== true,
    help: values.help === true,
  };
}

/**
 * @param {readonly string[]} argv
 * @returns {{ dataDir: string, sure: boolean }}
 * @throws {WrongArguments}
 */
export function readResetArguments(argv) {
  const { values } = parse(argv, { data: { type: 'string' }, yes: { type: 'boolean' } });
  return {
    dataDir: dataDirOf(typeof values.data === 'string' ? values.data : undefined),
    sure: values.yes === true,
  };
}

/**
 * @param {readonly string[]} argv
 * @param {import('node:util').ParseArgsConfig['options']} options
 */
function parse(argv, options) {
  try {
    return parseArgs({ args: [...argv], options: options ?? {}, allowPositionals: false });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new WrongArguments(said);
  }
}

/** @param {string} text */
function isPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
