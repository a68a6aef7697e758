import type { TemplateButton, TemplateCategory, TemplateQuality, TemplateStatus } from '#libs/contracts';
import type { ChannelAccount, ErrorCode } from './contract.js';

/** A template as it stands at its provider. */
export interface ProviderTemplate {
  name: string;
  /** As the provider writes it, such as en_GB. */
  language: string;
  category: TemplateCategory | null;
  status: Exclude<TemplateStatus, 'withdrawn'>;
  quality: TemplateQuality;
  header: string | null;
  /** The body, with {{1}} or {{first_name}} where its variables go. */
  text: string;
  footer: string | null;
  buttons: readonly TemplateButton[];
  /** What the provider addresses it by, where that is not its name. */
  providerId: string | null;
  /** Why it was rejected or paused, where the provider says so. */
  reason: string | null;
  /** What in it cannot be filled in from here, such as a picture in its header; null where everything can. */
  unsendable: string | null;
}

/** What a provider's webhook says has become of a template; what is absent has not changed. */
export interface TemplateNews {
  /** As `TemplateSource.account` names it: every channel of that account is concerned. */
  account: string;
  name: string;
  language: string;
  status?: TemplateStatus;
  quality?: TemplateQuality;
  category?: TemplateCategory;
  reason?: string | null;
  /** The provider's time: older news never replaces newer. */
  at: Date;
}

/** Where a provider keeps approved templates. */
export interface TemplateSource {
  /** The name of the account that owns the templates: several channels may share one. */
  account(account: Pick<ChannelAccount, 'settings'>): string;
  /** Every template there is, all pages. Throws TemplatesError. */
  list(account: ChannelAccount): Promise<ProviderTemplate[]>;
}

/** The list of templates could not be read, in whole or in part: nothing may be concluded from it. */
export class TemplatesError extends Error {
  override name = 'TemplatesError';
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}
