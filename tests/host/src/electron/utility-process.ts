import { fork, type ChildProcess, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { notImplemented, strict } from '../page/guard.ts';
import { apiEmitter } from './api.ts';

/** What `utilityProcess.fork` takes. */
interface ForkOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  execArgv?: string[];
  stdio?: 'pipe' | 'ignore' | 'inherit';
  serviceName?: string;
}

/** What `app.on('child-process-gone')` is told. */
export interface ProcessGone {
  type: 'Utility';
  reason: 'abnormal-exit' | 'killed';
  exitCode: number;
  name: string;
  serviceName: string;
}

const OPTIONS = new Set(['env', 'cwd', 'execArgv', 'stdio', 'serviceName']);
const CHILD = fileURLToPath(new URL('./utility-child.ts', import.meta.url));

function stdioOf({ stdio = 'inherit' }: ForkOptions): StdioOptions {
  return ['ignore', stdio, stdio, 'ipc'];
}

/** A Node child with process.parentPort. */
class UtilityProcess extends apiEmitter('UtilityProcess', ['spawn', 'message', 'exit', 'error']) {
  readonly #child: ChildProcess;

  constructor(
    modulePath: string,
    args: readonly string[],
    options: ForkOptions,
    onGone: (details: ProcessGone) => void,
  ) {
    super();
    for (const name of Object.keys(options)) {
      if (!OPTIONS.has(name)) notImplemented(`the option ${name} of utilityProcess.fork`);
    }
    this.#child = fork(modulePath, args, {
      env: options.env ?? process.env,
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', CHILD, ...(options.execArgv ?? [])],
      serialization: 'advanced',
      stdio: stdioOf(options),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    const { serviceName = 'Node Utility Process' } = options;
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code, signal) => {
      const exitCode = code ?? 1;
      const reason = signal === null ? 'abnormal-exit' : 'killed';
      if (exitCode !== 0) onGone({ type: 'Utility', reason, exitCode, name: serviceName, serviceName });
      this.emit('exit', exitCode);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout(): ChildProcess['stdout'] {
    return this.#child.stdout;
  }

  get stderr(): ChildProcess['stderr'] {
    return this.#child.stderr;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) notImplemented('transferring a MessagePort to a utility process');
    this.#child.send(structuredClone(message) as object);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

/** Electron's `utilityProcess`. */
export function createUtilityProcess(onGone: (details: ProcessGone) => void): object {
  return strict('utilityProcess', {
    fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}) =>
      new UtilityProcess(modulePath, args, options, onGone),
  });
}
