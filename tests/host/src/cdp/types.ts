// Playwright ships the protocol's types (of the Chromium it drives) but does not export them, hence the path.
import type { Protocol } from '../../../../node_modules/playwright-core/types/protocol.d.ts';

/** Every command of the Chrome DevTools Protocol, e.g. `Page.navigate`. */
export type CdpMethod = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
export type CdpParams<M extends CdpMethod> = Protocol.CommandParameters[M];
export type CdpResult<M extends CdpMethod> = Protocol.CommandReturnValues[M];
/** Every event of the protocol, e.g. `Page.loadEventFired`. */
export type CdpEventName = keyof Protocol.Events;
export type CdpEvent<E extends CdpEventName> = Protocol.Events[E];
