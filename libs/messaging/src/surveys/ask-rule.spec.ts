import { describe, expect, it } from 'vitest';
import { decideSurvey, type SurveyFacts, type SurveySender } from './ask-rule.js';

const now = new Date('2026-11-23T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600 * 1000);
const sender: SurveySender = { healthy: true, optedOut: false, windowOpen: true, choices: true, template: false };
const facts: SurveyFacts = {
  enabled: true,
  now,
  answered: false,
  stillResolved: true,
  disposition: 'solved',
  notAskedFor: ['spam', 'wrong_number'],
  customerWrote: true,
  lastAskedAt: null,
  minDaysBetween: 0,
  sender,
  textPossible: true,
  tried: [],
};
const closed = { ...sender, windowOpen: false };

describe('after a resolution cycle a customer is', () => {
  it.each([
    ['asked by buttons inside the window', {}, 'buttons'],
    ['asked for a number where nothing can be tapped', { sender: { ...sender, choices: false } }, 'number'],
    ['asked by template outside the window', { sender: { ...closed, template: true } }, 'template'],
    ['asked by a link where there is no template', { sender: closed }, 'link'],
    [
      'asked by template where buttons failed',
      { sender: { ...sender, template: true }, tried: ['buttons'] },
      'template',
    ],
    [
      'asked by a link where the template failed',
      { sender: { ...closed, template: true }, tried: ['template'] },
      'link',
    ],
    ['asked where nobody said how it ended', { disposition: null }, 'buttons'],
    ['asked after every cycle unless days are set', { lastAskedAt: hoursAgo(1) }, 'buttons'],
    ['asked again when the days are over', { lastAskedAt: hoursAgo(24 * 7), minDaysBetween: 7 }, 'buttons'],
  ] as [string, Partial<SurveyFacts>, string][])('%s', (_, change, way) =>
    expect(decideSurvey({ ...facts, ...change })).toEqual({ way }),
  );

  it.each([
    ['surveys are off', { enabled: false }, 'off'],
    ['they have answered already', { answered: true }, 'answered_already'],
    ['the thread is open again', { stillResolved: false }, 'reopened'],
    ['it was spam', { disposition: 'spam' }, 'disposition'],
    [
      'every way has failed',
      { sender: { ...sender, template: true }, tried: ['buttons', 'template', 'link'] },
      'no_way',
    ],
    ['it goes on in another thread', { disposition: 'merged', notAskedFor: [] }, 'disposition'],
    ['they never wrote in it', { customerWrote: false }, 'no_customer_words'],
    ['they were asked six days ago', { lastAskedAt: hoursAgo(24 * 7 - 1), minDaysBetween: 7 }, 'asked_recently'],
    ['they have opted out', { sender: { ...sender, optedOut: true } }, 'opted_out'],
    [
      'they have opted out, whatever else is possible',
      { sender: { ...closed, optedOut: true, template: true } },
      'opted_out',
    ],
    ['the sender is unwell', { sender: { ...sender, healthy: false } }, 'channel_unwell'],
    ['there is neither window nor template nor text', { sender: closed, textPossible: false }, 'no_way'],
  ] as [string, Partial<SurveyFacts>, string][])('not asked where %s', (_, change, notAsked) =>
    expect(decideSurvey({ ...facts, ...change })).toEqual({ notAsked }),
  );

  it('not asked for the first reason of several', () => {
    const all = { enabled: false, stillResolved: false, disposition: 'spam', customerWrote: false };
    expect(decideSurvey({ ...facts, ...all })).toEqual({ notAsked: 'off' });
    expect(decideSurvey({ ...facts, ...all, enabled: true })).toEqual({ notAsked: 'reopened' });
  });
});
