import { describe, expect, it } from 'vitest';
import { TemplateQuality, TemplateStatus } from '#libs/contracts';
import { notOffered } from './not-offered.js';

const well = { status: 'approved', quality: 'green', reason: null, unsendable: null } as const;

describe('a template is offered', () => {
  it.each(TemplateStatus.options.map((status) => [status, status === 'approved'] as const))(
    'when %s: %s',
    (status, offered) => expect(notOffered({ ...well, status }) === null).toBe(offered),
  );

  it.each(TemplateQuality.options.map((quality) => [quality, quality !== 'red'] as const))(
    'with %s quality: %s',
    (quality, offered) => expect(notOffered({ ...well, quality }) === null).toBe(offered),
  );

  it('only where everything in it can be filled in', () =>
    expect(notOffered({ ...well, unsendable: 'has a header with image' })).toBe('has a header with image'));

  it('or else the provider’s words are passed on', () =>
    expect(notOffered({ ...well, status: 'rejected', reason: 'TAG_CONTENT_MISMATCH' })).toBe(
      'was rejected: TAG_CONTENT_MISMATCH',
    ));
});
