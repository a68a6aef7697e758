import { Controller, Logger, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '#libs/access';
import {
  UndecodableError,
  type VoiceDialect,
  type VoiceEvent,
  type VoiceVerb,
  type WebhookReply,
} from '#libs/channels';
import type { Workspace } from '#libs/contracts';
import { Channels, Inbox, Noted, refused, sendReply, unknownWebhook, WebhookGate } from '#libs/messaging';
import { Workspaces } from '../workspace/workspace.service.js';
import { VoiceMenu } from './voice.service.js';
import { within } from './within.js';

/** A caller hears nothing until the webhook is answered. */
const answerWithinMs = 1800;

/** Voice webhooks of every provider that has a voice: verified like messages, answered in the provider's own markup. */
@Controller('webhooks/:provider/voice')
@Open()
export class VoiceController {
  private readonly log = new Logger('Voice');

  constructor(
    private readonly menu: VoiceMenu,
    private readonly workspaces: Workspaces,
    private readonly gate: WebhookGate,
    private readonly channels: Channels,
    private readonly inbox: Inbox,
    private readonly noted: Noted,
  ) {}

  @Post(['', ':step'])
  async receive(
    @Req() request: FastifyRequest,
    @Res() response: FastifyReply,
    @Param('provider') name: string,
    @Param('step') step = '',
  ): Promise<void> {
    sendReply(response, await this.answer(request, name, step));
  }

  private async answer(request: FastifyRequest, name: string, step: string): Promise<WebhookReply> {
    const dialect = this.channels.provider(name)?.voice;
    if (!dialect || !Object.hasOwn(this.steps, step)) return unknownWebhook;
    const incoming = this.gate.admit(request, name, true);
    if (!incoming) return refused;
    try {
      const event = dialect.parse(incoming);
      const line = this.channels.find(name, event.routeKey);
      if (line) this.noted.webhook(line.id, 'call');
      const query = new URL(request.url, 'http://hub').searchParams;
      return await within(answerWithinMs, this.speak(dialect, name, step, event, query));
    } catch (error) {
      if (error instanceof UndecodableError) {
        const origin = {
          provider: name,
          path: step ? `voice/${step}` : 'voice',
          url: request.url,
          body: incoming.body,
          receivedAt: incoming.receivedAt,
        };
        await within(answerWithinMs, this.inbox.quarantine(origin, error.message)).catch(() => {});
      } else {
        this.log.error(`voice ${step || 'arrival'}: ${(error as Error).message}`);
      }
      // Static and spoken, ends in the queue: whatever is wrong with us, the caller reaches a person.
      return dialect.acknowledge;
    }
  }

  private async speak(dialect: VoiceDialect, name: string, step: string, event: VoiceEvent, query: URLSearchParams) {
    const workspace = await this.workspaces.get();
    const verbs = await this.steps[step]!(event, name, query, workspace);
    return dialect.render(verbs, this.gate.baseUrl(name), workspace.language);
  }

  private readonly steps: Record<
    string,
    (event: VoiceEvent, provider: string, query: URLSearchParams, workspace: Workspace) => Promise<VoiceVerb[]>
  > = {
    '': (event, provider, _, workspace) => this.menu.arrive(event, provider, workspace),
    choice: (event, provider, query, workspace) => this.menu.choose(event, provider, workspace, query.has('again')),
    handoff: (event, provider, query, workspace) =>
      this.menu.follow(event, provider, workspace, query.get('told') ?? ''),
    wait: async (event) => this.menu.wait(event),
    queue: (event) => this.menu.leaveQueue(event),
    status: async (event) => {
      await this.menu.statusChanged(event);
      return [];
    },
  };
}
