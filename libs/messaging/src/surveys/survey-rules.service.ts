import { Injectable } from '@nestjs/common';
import type { SurveySettings } from '#libs/contracts';
import { Database, type Sql } from '#libs/platform';
import { surveyLanguages } from './survey-words.js';
import { putSettings, settings } from './surveys.sql.js';

const unset: SurveySettings = {
  enabled: false,
  minDaysBetween: 0,
  delayMinutes: 0,
  notAskedFor: ['spam', 'wrong_number'],
  wording: {},
};
const defaults = Object.entries(surveyLanguages).map(([language, { solved, score }]) => ({ language, solved, score }));

/** Whether and how customers are asked how it went. */
@Injectable()
export class SurveyRules {
  constructor(private readonly db: Database) {}

  async get(sql: Sql = this.db): Promise<SurveySettings> {
    const [row] = await sql.query<SurveySettings>(settings);
    return row ?? unset;
  }

  async shown() {
    return { ...(await this.get()), defaults };
  }

  async put({ enabled, minDaysBetween, delayMinutes, notAskedFor, wording }: SurveySettings) {
    const values = [enabled, minDaysBetween, delayMinutes, notAskedFor, JSON.stringify(wording)];
    await this.db.query(putSettings, values);
    return this.shown();
  }
}
