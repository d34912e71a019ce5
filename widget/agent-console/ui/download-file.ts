/** The browser reads the file after the click, so its address must stay valid for a while. */
const addressLifetimeMs = 60_000;

/** Saves a file to the agent's device. */
export function downloadFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), addressLifetimeMs);
}
