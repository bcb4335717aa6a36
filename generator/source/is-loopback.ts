/** Whether a URL leads to the machine that asks for it, so that nobody else can read what is sent. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
