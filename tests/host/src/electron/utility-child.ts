// Imported into a utility process before its own module: gives it Electron's process.parentPort.
import { EventEmitter } from 'node:events';

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => process.send?.(structuredClone(message)),
  start: () => {},
});
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit());
Object.defineProperties(process, { parentPort: { value: parentPort }, type: { value: 'utility' } });
