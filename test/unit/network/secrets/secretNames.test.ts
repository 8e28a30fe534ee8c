import assert from 'node:assert/strict';
import { SecretNames } from '../../../../src/network/secrets/secretNames.ts';

describe('SecretNames', () => {
  it('numbers the secrets of each kind, and names a secret once', () => {
    const names = new SecretNames();
    assert.equal(names.placeholder('password', 'Oak'), '<secret:password-1>');
    assert.equal(names.placeholder('snmp-community', 'Elm'), '<secret:snmp-community-1>');
    assert.equal(names.placeholder('password', 'Ash'), '<secret:password-2>');
    assert.equal(names.placeholder('aaa-key', 'Oak'), '<secret:password-1>');
  });

  it('gives no placeholder that a text already holds for another secret', () => {
    const names = new SecretNames();
    names.reserve('R1 uses <secret:password-3>, R2 <secret:key-1>.');
    assert.equal(names.placeholder('password', 'Oak'), '<secret:password-4>');
    assert.equal(names.placeholder('password', 'Ash'), '<secret:password-5>');
  });

  it('recognises only named values that are unmistakable', () => {
    const names = new SecretNames();
    for (const value of ['cisco', '12345678', 'Maple@1924']) names.placeholder('key', value);
    assert.equal(names.recognise('Maple@1924'), '<secret:key-3>');
    for (const value of ['cisco', '12345678', 'Maple@1925']) {
      assert.equal(names.recognise(value), undefined, value);
    }
  });
});
