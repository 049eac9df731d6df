import { spawnSync } from 'node:child_process';

const MARK = 'LECTERN_BENCH_SMALL_BUFFERS';
/** Least, usual and most of what a system keeps of a connection before it tells the sender to wait. */
const BUFFER_BYTES = '4096 65536 65536';
const setUp = [
  'ip link set lo up',
  `echo ${BUFFER_BYTES} > /proc/sys/net/ipv4/tcp_rmem`,
  `echo ${BUFFER_BYTES} > /proc/sys/net/ipv4/tcp_wmem`,
  'exec "$0" "$@"',
].join(' && ');

/**
 * Runs this bench again in a network of its own (Linux), where the systems at both ends of a connection hold 64 KB each.
 * Left alone they hold up to 37 MB, a whole film, so that what the app has handed over says nothing of what has arrived.
 * Answers in that network; outside of it, ends with it.
 */
export function insistOnSmallBuffers(): void {
  if (process.env[MARK] !== undefined) return;
  const flags = process.getuid?.() === 0 ? '-n' : '-rn';
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const env = { ...process.env, [MARK]: '1' };
  const { status } = spawnSync('unshare', [flags, 'sh', '-c', setUp, ...again], { stdio: 'inherit', env });
  if (status === null) throw new Error('this bench needs Linux and unshare(1)');
  process.exit(status);
}
