/** An answer of the service that refuses a call. Thrown anywhere below the dispatcher, which is its only catcher. */
export class B2Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'B2Refusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const badRequest = (message: string): B2Refusal => new B2Refusal(400, 'bad_request', message);
export const badJson = (message: string): B2Refusal => new B2Refusal(400, 'bad_json', message);
export const outOfRange = (message: string): B2Refusal => new B2Refusal(400, 'out_of_range', message);
export const badBucketId = (bucketId: string): B2Refusal =>
  new B2Refusal(400, 'bad_bucket_id', `Bucket ${bucketId} does not exist`);
export const noActiveUpload = (fileId: string): B2Refusal => badRequest(`No active upload for: ${fileId}`);
/** The token is good, but does not allow this call with these parameters. */
export const unauthorized = (message = ''): B2Refusal => new B2Refusal(401, 'unauthorized', message);
export const badAuthToken = (message = 'Invalid authorization token'): B2Refusal =>
  new B2Refusal(401, 'bad_auth_token', message);
export const expiredAuthToken = (): B2Refusal =>
  new B2Refusal(401, 'expired_auth_token', 'Authorization token has expired');
export const notFound = (message: string): B2Refusal => new B2Refusal(404, 'not_found', message);
