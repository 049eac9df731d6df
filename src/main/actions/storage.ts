import type { StorageFinding, StorageReport } from '../../shared/ipc/contract/storage.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { Policy } from '../auth/policy.ts';
import type { Vault } from '../auth/vault.ts';
import type { SettingsTable } from '../db/tables/settings.ts';
import type { Handlers } from '../ipc/router.ts';

type StorageHandlers = Pick<
  Handlers,
  'storage.get' | 'storage.test' | 'storage.testBucket' | 'storage.save' | 'storage.forget'
>;

/** Everything needed to talk to the bucket. Never leaves main. */
export interface StorageConnection {
  readonly keyId: string;
  readonly applicationKey: string;
  readonly bucket: string;
  readonly prefix: string;
  /** Empty: the service's own address. */
  readonly endpoint: string;
}
type PublicPart = Omit<StorageConnection, 'applicationKey'>;

export interface StorageDeps {
  readonly settings: SettingsTable;
  readonly vault: Vault;
  /** Under what name the vault keeps this profile's key. */
  readonly keyName: string;
  readonly policy: Policy['storage'];
  readonly testConnection: (connection: StorageConnection) => Promise<readonly StorageFinding[]>;
  readonly checkStorage: (connection: StorageConnection) => Promise<StorageReport['checks']>;
  /** The service's code of the cap that the queue waits for: no call tells of caps before one is met. Null: for none. */
  readonly capMet: () => string | null;
  readonly nowMs: () => number;
  readonly onChange: () => void;
}

/** Where the connection comes from: the organisation's policy, else settings and vault. */
export function createStorageConnection(deps: Pick<StorageDeps, 'settings' | 'vault' | 'keyName' | 'policy'>) {
  const saved = (): PublicPart | null => (deps.settings.get('storage') as PublicPart | undefined) ?? null;
  return {
    saved,
    async read(): Promise<StorageConnection | null> {
      if (deps.policy) return { ...deps.policy, endpoint: deps.policy.endpoint ?? '' };
      const values = saved();
      const applicationKey = values && (await deps.vault.read(deps.keyName));
      return values && applicationKey ? { ...values, applicationKey } : null;
    },
  };
}

const capFault = (detail: string): StorageReport['checks'][number] => ({
  check: 'caps',
  state: 'fault',
  findings: [{ code: 'CAP_EXCEEDED', severity: 'blocker', data: { detail } }],
});

/** A prefix is a folder: it ends in one slash and starts with none. */
function normalisePrefix(prefix: string): string {
  const trimmed = prefix.replace(/^\/+/, '').replace(/\/+$/, '');
  return trimmed === '' ? '' : `${trimmed}/`;
}

export function createStorageActions(deps: StorageDeps): StorageHandlers {
  const { settings, vault, policy } = deps;
  const connection = createStorageConnection(deps);

  /** An empty key in the form means the one that is saved. */
  async function complete(values: StorageConnection): Promise<StorageConnection> {
    const applicationKey = values.applicationKey || ((await vault.read(deps.keyName)) ?? '');
    return { ...values, applicationKey, prefix: normalisePrefix(values.prefix) };
  }

  /** False when the keyring refuses; a disk that does not take it is another matter. */
  async function keep(applicationKey: string): Promise<boolean> {
    try {
      await vault.write(deps.keyName, applicationKey);
      return true;
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) throw error;
      return false;
    }
  }

  return {
    async 'storage.get'() {
      if (policy) {
        const { keyId, bucket, prefix, endpoint = '' } = policy;
        return ok({ keyId, bucket, prefix, endpoint, keySaved: true, locked: true });
      }
      const saved = connection.saved();
      return ok(saved && { ...saved, keySaved: (await vault.read(deps.keyName)) !== null, locked: false });
    },
    async 'storage.test'(values) {
      // What the organisation sets is tested as it is: its key goes nowhere else.
      const wanted = policy ? await connection.read() : await complete(values);
      return ok(wanted ? [...(await deps.testConnection(wanted))] : []);
    },
    async 'storage.testBucket'() {
      const connected = await connection.read();
      if (!connected) return ok(null);
      const found = await deps.checkStorage(connected);
      const met = deps.capMet();
      const checks = found.map((one) =>
        met !== null && one.check === 'caps' && one.findings.length === 0 ? capFault(met) : one,
      );
      return ok({ checkedAtMs: deps.nowMs(), checks });
    },
    async 'storage.save'(values) {
      if (policy) return err('LOCKED', 'the organisation sets the storage');
      const wanted = await complete(values);
      const findings = [...(await deps.testConnection(wanted))];
      if (findings.some(({ severity }) => severity === 'blocker')) return ok({ saved: false, findings });
      const { applicationKey, ...publicPart } = wanted;
      if (!(await keep(applicationKey))) return err('VAULT_UNAVAILABLE', 'the key cannot be kept on this computer');
      settings.set('storage', publicPart);
      deps.onChange();
      return ok({ saved: true, findings });
    },
    async 'storage.forget'() {
      if (policy) return err('LOCKED', 'the organisation sets the storage');
      await vault.remove(deps.keyName);
      settings.remove('storage');
      deps.onChange();
      return ok({});
    },
  };
}
