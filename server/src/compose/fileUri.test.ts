import { describe, expect, it } from 'vitest';
import { baseName, canonicalUri, folderOf, relativePath, resolvePath } from './fileUri.ts';

describe('URIs of files', () => {
  it.each([
    ['file:///shop', 'common.yaml', 'file:///shop/common.yaml'],
    ['file:///shop/a', '../common.yaml', 'file:///shop/common.yaml'],
    ['file:///shop', './a b/ü#1.yaml', 'file:///shop/a%20b/%C3%BC%231.yaml'],
    ['file:///shop', '/etc/x.yaml', 'file:///etc/x.yaml'],
    ['file:///c%3A/shop', '..\\common.yaml', 'file:///c%3A/common.yaml'],
    ['file:///c%3A/shop', 'D:\\x\\y.yaml', 'file:///d%3A/x/y.yaml'],
    ['file:///shop', 'a\\b.yaml', 'file:///shop/a%5Cb.yaml'],
    ['vscode-vfs://github/me/shop', 'x.yaml', 'vscode-vfs://github/me/shop/x.yaml'],
  ])('in %s, %s is %s', (folder, path, uri) => {
    expect(resolvePath(folder, path)).toBe(uri);
  });

  it.each([
    'https://example.org/x.yaml',
    'git@github.com:me/x.git',
    'github.com/me/x',
    'oci://registry/x',
    'ssh://a/b',
    '',
    'a\0b',
  ])('knows no file for %j', (path) => {
    expect(resolvePath('file:///shop', path)).toBeUndefined();
  });

  it.each([
    '',
    'x',
    ':',
    '://',
    'file:',
    'file://host/x',
    'a b:c',
    '//x//',
    'untitled:Untitled-1',
    '\u{1F600}:x',
    'file:///\ud83d',
  ])('takes %j without a throw', (uri) => {
    for (const answer of [
      canonicalUri(uri),
      folderOf(uri),
      baseName(uri),
      resolvePath(uri, 'a'),
      resolvePath(uri, '\udfff'),
    ])
      expect(typeof answer).toBe('string');
  });

  it('gives one spelling', () => {
    expect(canonicalUri('file:///C:/a(b)/c')).toBe(canonicalUri('file:///c%3A/a%28b%29/c'));
  });

  it('shows a path as people write it', () => {
    expect(relativePath('file:///shop/a', 'file:///shop/b/c.yaml')).toBe('../b/c.yaml');
    expect(relativePath('file:///shop', 'file:///shop/c.yaml')).toBe('c.yaml');
  });
});
