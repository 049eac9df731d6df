import { isAllowedUrl } from '../auth/policy.ts';
import type { Vault } from '../auth/vault.ts';
import type { SettingsTable } from '../db/tables/settings.ts';
import type { Handlers } from '../ipc/router.ts';
import { err, ok } from '../../shared/ipc/result.ts';

type CdnHandlers = Pick<Handlers, 'storage.getCdn' | 'storage.saveCdn' | 'storage.testCdn'>;
interface Saved {
  readonly baseUrl: string;
  readonly zoneId: string;
}
interface Access {
  readonly zoneId: string;
  readonly apiToken: string;
}

export interface CdnDeps {
  readonly settings: SettingsTable;
  readonly vault: Vault;
  /** Under what name the vault keeps the API token. */
  readonly tokenName: string;
  /** What the organisation sets; it cannot be changed then. */
  readonly policyUrl: string | undefined;
}

/** The CDN before the storage: where the public finds what is stored, and how its cache is purged. */
export function createCdn({ settings, vault, tokenName, policyUrl }: CdnDeps) {
  const saved = (): Saved => (settings.get('cdn') as Saved | undefined) ?? { baseUrl: '', zoneId: '' };
  return {
    isLocked: policyUrl !== undefined,
    saved,
    /** Null: there is none. */
    baseUrl: (): string | null => policyUrl ?? (saved().baseUrl || null),
    /** Null while zone or token are missing. The token stays in main. */
    async access(): Promise<Access | null> {
      const { zoneId } = saved();
      const apiToken = zoneId === '' ? null : await vault.read(tokenName);
      return apiToken ? { zoneId, apiToken } : null;
    },
    readToken: () => vault.read(tokenName),
    /** An empty token keeps the saved one; without a zone there is nothing that a token is for. */
    async save(values: Saved, apiToken: string): Promise<void> {
      if (values.zoneId === '') await vault.remove(tokenName);
      else if (apiToken !== '') await vault.write(tokenName, apiToken);
      settings.set('cdn', values);
    },
  };
}
export type Cdn = ReturnType<typeof createCdn>;

export interface CdnActionDeps {
  readonly cdn: Cdn;
  /** Purges one address that nothing is at: whether zone and token are right. */
  readonly test: (access: Access, baseUrl: string) => Promise<'OK' | 'REFUSED' | 'NO_ZONE' | 'UNREACHABLE' | 'SERVER'>;
  readonly onChange: () => void;
}

/** Setting the CDN. The token is typed in and never comes back. */
export function createCdnActions({ cdn, test, onChange }: CdnActionDeps): CdnHandlers {
  const faultOf = (baseUrl: string) => {
    const verdict = baseUrl === '' ? 'ok' : isAllowedUrl(baseUrl);
    if (verdict === 'ok') return null;
    return err(verdict === 'INSECURE_URL' ? 'INSECURE_CDN_URL' : 'INVALID_CDN_URL', 'the base URL cannot be used');
  };
  return {
    async 'storage.getCdn'() {
      const { zoneId } = cdn.saved();
      const tokenSaved = (await cdn.readToken()) !== null;
      return ok({ baseUrl: cdn.baseUrl() ?? '', zoneId, tokenSaved, locked: cdn.isLocked });
    },
    async 'storage.saveCdn'({ baseUrl, zoneId, apiToken }) {
      const fault = faultOf(baseUrl);
      if (fault && !cdn.isLocked) return fault;
      await cdn.save({ baseUrl: cdn.isLocked ? cdn.saved().baseUrl : baseUrl, zoneId }, apiToken);
      onChange();
      return ok({});
    },
    async 'storage.testCdn'({ baseUrl, zoneId, apiToken }) {
      const tested = cdn.isLocked ? (cdn.baseUrl() ?? '') : baseUrl;
      const fault = faultOf(tested);
      if (fault) return fault;
      const token = apiToken || (await cdn.readToken());
      if (tested === '' || zoneId === '' || !token) return ok({ result: 'INCOMPLETE' as const });
      return ok({ result: await test({ zoneId, apiToken: token }, tested) });
    },
  };
}
