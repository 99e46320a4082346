import fs from 'node:fs';

/** Whether this process may install packages: root on Debian. */
export function canInstallDebianPackages() {
  const release = '/etc/os-release';
  const debian = fs.existsSync(release) && /^ID=debian$/m.test(fs.readFileSync(release, 'utf8'));
  return debian && process.getuid?.() === 0;
}
