/** Called by jest after the last test of the suite. */
// biome-ignore lint/style/noDefaultExport: jest asks for it
export default async function stopSharedServer() {
  await globalThis.stopSharedServer();
}
