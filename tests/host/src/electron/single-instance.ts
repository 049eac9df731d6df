import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, markOf } from '../chromium/process-mark.ts';

/** What a second instance tells the first. */
export interface SecondInstance {
  argv: string[];
  cwd: string;
  data: unknown;
}

const LOCK_FILE = 'chromium-host.lock';
/** Others take and give back the lock meanwhile, but not for ever: a link to nowhere is there and cannot be found, too. */
const ATTEMPTS = 100;

/** Paths of sockets are short (108 bytes), those of data directories are not. */
function addressOf(userData: string): string {
  const key = createHash('sha256').update(userData).digest('hex').slice(0, 16);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\chromium-host-${key}`
    : join(tmpdir(), `chromium-host-${key}.sock`);
}

/** A hard link appears whole or not at all, so nobody reads a lock that is still being written. */
function takeLock(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, markOf(process.pid), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who holds the lock, or null when it was given back meanwhile. Throws for a lock that cannot be read. */
function ownerOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`chromium-host: the lock of the first instance cannot be read: ${file}`, { cause: error });
  }
}

/** `app.requestSingleInstanceLock`: a lock file with the mark of its process, and a socket for who comes second. */
export class SingleInstance {
  readonly #onSecond: (message: SecondInstance) => void;
  #server: Server | null = null;
  #file = '';
  #handedOver: Promise<void> = Promise.resolve();

  constructor(onSecond: (message: SecondInstance) => void) {
    this.#onSecond = onSecond;
  }

  get isHeld(): boolean {
    return this.#server !== null;
  }

  /** Resolves when the first instance has been told; a second one must not end before. */
  get handedOver(): Promise<void> {
    return this.#handedOver;
  }

  /**
   * True when this is the only instance; else the message goes to the first. A lock that a crash left is taken over.
   * Throws when the lock can be neither taken nor read.
   */
  acquire(userData: string, message: SecondInstance): boolean {
    if (this.#server) return true;
    mkdirSync(userData, { recursive: true });
    const file = join(userData, LOCK_FILE);
    const address = addressOf(userData);
    for (let attempt = 1; !takeLock(file); attempt += 1) {
      if (attempt === ATTEMPTS) throw new Error(`chromium-host: the lock can be neither taken nor found: ${file}`);
      const owner = ownerOf(file);
      if (owner !== null && isAlive(owner)) {
        this.#handedOver = tell(address, message);
        return false;
      }
      if (owner !== null) rmSync(file, { force: true });
    }
    this.#file = file;
    this.#listen(address);
    return true;
  }

  release(): void {
    if (!this.#server) return;
    this.#server.close();
    this.#server = null;
    rmSync(this.#file, { force: true });
  }

  #listen(address: string): void {
    if (process.platform !== 'win32') rmSync(address, { force: true }); // of an instance that was killed
    this.#server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => {
        text += chunk;
      });
      socket.on('end', () => this.#onSecond(JSON.parse(text) as SecondInstance));
      socket.on('error', () => socket.destroy()); // the second instance was killed while it spoke
    });
    this.#server.listen(address).unref();
  }
}

/** Tells the first instance; one that ends at this moment cannot be told any more. */
function tell(address: string, message: SecondInstance): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection(address, () => socket.end(JSON.stringify(message)));
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
  });
}
