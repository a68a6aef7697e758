import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { ContactNotes } from './contact-notes.service.js';
import { Contacts } from './contacts.service.js';
import { Merges } from './merges.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class ContactsController {
  constructor(
    private readonly contacts: Contacts,
    private readonly merges: Merges,
    private readonly notes: ContactNotes,
  ) {}

  @Route(api.listContacts)
  list(@Input() { query }: In<'listContacts'>, @Req() { principal }: PrincipalRequest) {
    return this.contacts.list(query, principal!);
  }

  @Route(api.getContact)
  get(@Input() { params }: In<'getContact'>, @Req() { principal }: PrincipalRequest) {
    return this.contacts.get(params.id, principal!);
  }

  @Route(api.mergeContacts)
  merge(@Input() { params, body }: In<'mergeContacts'>, @Req() { principal }: PrincipalRequest) {
    return this.merges.merge(params.id, body.otherId, body.reason, principal!);
  }

  @Route(api.undoMerge)
  undo(@Input() { params }: In<'undoMerge'>, @Req() { principal }: PrincipalRequest) {
    return this.merges.undo(params.id, principal!);
  }

  @Route(api.listContactNotes)
  notesOf(@Input() { params, query }: In<'listContactNotes'>, @Req() { principal }: PrincipalRequest) {
    return this.notes.list(params.id, query, principal!);
  }

  @Route(api.addContactNote)
  addNote(@Input() { params, body }: In<'addContactNote'>, @Req() { principal }: PrincipalRequest) {
    return this.notes.add(params.id, body.text, principal!);
  }

  @Route(api.changeContactNote)
  changeNote(@Input() { params, body }: In<'changeContactNote'>, @Req() { principal }: PrincipalRequest) {
    return this.notes.change(params.id, params.noteId, body, principal!);
  }

  @Route(api.deleteContactNote)
  async deleteNote(@Input() { params }: In<'deleteContactNote'>, @Req() { principal }: PrincipalRequest) {
    await this.notes.delete(params.id, params.noteId, principal!);
    return null;
  }
}
