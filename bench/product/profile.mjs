// Loaded into a process of the product to profile it: the switch --cpu-prof is not taken from NODE_OPTIONS.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename, join } from 'node:path';

const folder = process.env.BENCH_PROFILE_DIR ?? '.';
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');

// In its own process the inspector answers at once, so that this works in the last moment.
process.once('exit', () => {
  session.post('Profiler.stop', (_error, { profile }) => {
    const name = basename(join(process.argv[1] ?? 'main', '..'));
    writeFileSync(join(folder, `${name}-${process.pid}.cpuprofile`), JSON.stringify(profile));
  });
});
