import { B2Refusal } from '../errors.ts';
import { countsAsTransaction, type OperationName } from '../operations/names.ts';
import type { Service } from '../service.ts';
import { storedBytes } from '../store/store.ts';

const dayMs = 86_400_000;

/** Throws 403 storage_cap_exceeded when `bytes` more would not fit under the cap. */
export function requireStorage(service: Service, bytes: number): void {
  const cap = service.caps.storageBytes;
  if (cap === null || storedBytes(service.store) + bytes <= cap) return;
  throw new B2Refusal(
    403,
    'storage_cap_exceeded',
    'Cannot upload files, storage cap exceeded. See the Caps & Alerts page',
  );
}

export interface TransactionCounter {
  /** Counts a call of class B or C; throws 403 transaction_cap_exceeded beyond the day's cap. */
  count: (service: Service, operation: OperationName) => void;
}

export function createTransactionCounter(): TransactionCounter {
  let day = 0;
  let used = 0;
  return {
    count: (service, operation) => {
      const cap = service.caps.transactionsPerDay;
      if (cap === null || !countsAsTransaction(operation)) return;
      const today = Math.floor(service.clock.nowMs() / dayMs);
      used = today === day ? used + 1 : 1;
      day = today;
      if (used > cap) throw new B2Refusal(403, 'transaction_cap_exceeded', 'Transaction cap exceeded');
    },
  };
}
