/** Runs a program of the system and answers what it wrote; rejects when it is not there or fails. */
export type RunProgram = (file: string, args: readonly string[]) => Promise<string>;

const networkManager = 'org.freedesktop.NetworkManager';
/** `NMMetered`: 1 is yes, 3 a guess that it is (a telephone's hotspot). */
const isMeteredForNetworkManager = (text: string): boolean => /^u\s+[13]\s*$/.test(text);

/** `NetworkCostType`: Fixed (so much is free) and Variable (every byte costs). */
const costOf = [
  '[void][Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,ContentType=WindowsRuntime]',
  '$p=[Windows.Networking.Connectivity.NetworkInformation]::GetInternetConnectionProfile()',
  'if($p){$p.GetConnectionCost().NetworkCostType}',
].join(';');
const isMeteredForWindows = (text: string): boolean => /^(Fixed|Variable)$/i.test(text.trim());

const questions: Readonly<Partial<Record<string, (run: RunProgram) => Promise<boolean>>>> = {
  linux: async (run) =>
    isMeteredForNetworkManager(
      await run('busctl', [
        'get-property',
        networkManager,
        `/${networkManager.replaceAll('.', '/')}`,
        networkManager,
        'Metered',
      ]),
    ),
  win32: async (run) =>
    isMeteredForWindows(await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', costOf])),
};

/**
 * Whether the system says that this network costs by the byte. Electron has no such question; macOS answers it to nobody
 * outside of Apple's own frameworks. What is not known is not metered.
 */
export async function isMetered(platform: string, run: RunProgram): Promise<boolean> {
  try {
    return (await questions[platform]?.(run)) ?? false;
  } catch {
    return false;
  }
}
