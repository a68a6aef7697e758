import { contactPart, otherPhone, type Sender, signedWebhook, textPart, type Webhook } from '../webhook.js';

/** What customers do, the same for every program; printed with the result. */
export const mix =
  'one text per webhook, 20 to 400 characters, 1 in 8 quoting another; 19 in 20 from 2,000 known customers (several messages\n' +
  'each), 1 in 20 the first of a new one; 1 in 100 delivered twice at the same moment (the second is not counted)';

const knownCustomers = 2000;
const texts = [
  'Yes please, after five.',
  'The meter in the hall shows 48213, is that the one you need?',
  'Water is coming through the ceiling below the bathroom, I have shut the stopcock but it has not stopped.',
  `I rang this morning about my bill and was told someone would call back, but nobody did. It says 214 pounds for two
months and there are only two of us, so that cannot be right. Last year it was 61 for the same months. Could you look at
whether the reading was estimated? I can send a photo of the meter if that helps. The account is in my husband's name,
he is happy for you to talk to me about it.`,
];

/** One inbound text, as it stands in a webhook. */
export interface Text {
  id: string;
  contact: object;
  message: object;
}

/** What one program's customers write, in order. Signed beforehand where there is time: the load shares its cores. */
export class Traffic {
  private readonly stock: Webhook[] = [];
  private count = 0;

  constructor(
    private readonly name: string,
    private readonly sender: Sender,
  ) {}

  prepare(count: number): void {
    while (this.stock.length < count) this.stock.push(this.make());
  }

  next(): Webhook {
    return this.stock.shift() ?? this.make();
  }

  /** First messages of all who are known later. */
  *introductions(): Generator<Webhook> {
    for (let n = 0; n < knownCustomers; n++) yield this.signed(this.text(`first.${n}`, n, n));
  }

  nextText(): Text {
    const n = this.count++;
    // A step without a common factor: neighbours in time are strangers, and everybody's turn comes.
    const customer = n % 20 === 19 ? knownCustomers + n : (n * 1777) % knownCustomers;
    return this.text(String(n), customer, n);
  }

  private make(): Webhook {
    return this.signed(this.nextText());
  }

  private signed({ id, contact, message }: Text): Webhook {
    return signedWebhook(this.sender, id, { contacts: [contact], messages: [message] });
  }

  private text(label: string, customer: number, n: number): Text {
    const phone = customer < knownCustomers ? otherPhone(customer) : `+4915${String(200_000_000 + customer)}`;
    const id = `wamid.bench.${this.name}.${label}`;
    const context =
      n % 8 === 0 ? { context: { from: this.sender.number.slice(1), id: `wamid.bench.quoted.${n}` } } : {};
    const message = { ...context, ...textPart(phone, id), text: { body: texts[n % texts.length] } };
    return { id, contact: contactPart(phone, `Customer ${customer}`), message };
  }
}
