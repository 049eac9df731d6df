export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly displayName?: string;
}

/** The two people of every sandbox. */
export const instructors: readonly Credentials[] = [
  { email: 'ada@lectern.test', password: 'correct-horse-ada-1', displayName: 'Ada Nkemelu' },
  { email: 'grace@lectern.test', password: 'correct-horse-grace-1', displayName: 'Grace Okafor' },
];

/** Makes the account over the public API; one that is there already (a kept folder) is fine. */
export async function signUp(url: string, publishableKey: string, { email, password, displayName }: Credentials) {
  const response = await fetch(`${url}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, data: { display_name: displayName ?? '' } }),
  });
  if (response.ok) return;
  const body = (await response.json()) as { error_code?: string; code?: string };
  if (body.error_code === 'user_already_exists' || body.code === 'user_already_exists') return;
  throw new Error(`cannot sign up ${email}: ${response.status} ${JSON.stringify(body)}`);
}
