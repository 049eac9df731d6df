/** The calls of `backblaze-b2` 1.7.1 that we make; the package has no types of its own. */
declare module 'backblaze-b2' {
  interface Answer {
    readonly data: unknown;
    readonly headers: Readonly<Record<string, string | undefined>>;
  }
  interface AxiosOptions {
    readonly axios?: object;
    readonly axiosOverride?: object;
  }
  class B2 {
    constructor(options: { applicationKeyId: string; applicationKey: string; axios?: object; retry?: object });
    accountId: string;
    apiUrl: string;
    downloadUrl: string;
    authorizationToken: string;
    authorize(args: AxiosOptions): Promise<Answer>;
    getBucket(args: AxiosOptions & { bucketName: string }): Promise<Answer>;
    getUploadUrl(args: AxiosOptions & { bucketId: string }): Promise<Answer>;
    getUploadPartUrl(args: AxiosOptions & { fileId: string }): Promise<Answer>;
    getFileInfo(args: AxiosOptions & { fileId: string }): Promise<Answer>;
    startLargeFile(args: AxiosOptions & { bucketId: string; fileName: string; contentType: string }): Promise<Answer>;
    listParts(args: AxiosOptions & { fileId: string; startPartNumber: number; maxPartCount: number }): Promise<Answer>;
    finishLargeFile(args: AxiosOptions & { fileId: string; partSha1Array: readonly string[] }): Promise<Answer>;
    cancelLargeFile(args: AxiosOptions & { fileId: string }): Promise<Answer>;
    deleteFileVersion(args: AxiosOptions & { fileId: string; fileName: string }): Promise<Answer>;
  }
  export = B2;
}
