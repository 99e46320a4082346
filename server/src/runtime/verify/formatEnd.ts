/** `10.0.0.2:80`, `[fd00::2]:80`; an empty address is every one of the host. */
export function formatEnd(address: string, port: number): string {
  const host = address === '' ? '0.0.0.0' : address;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
