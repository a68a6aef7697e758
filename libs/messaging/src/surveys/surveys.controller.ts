import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { SurveyRules } from './survey-rules.service.js';
import { Surveys } from './surveys.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class SurveysController {
  constructor(
    private readonly surveys: Surveys,
    private readonly rules: SurveyRules,
  ) {}

  @Route(api.listSurveys)
  list(@Input() { query }: In<'listSurveys'>, @Req() { principal }: PrincipalRequest) {
    return this.surveys.list(query, principal!);
  }

  @Route(api.answerSurvey)
  answer(@Input() { params, body }: In<'answerSurvey'>, @Req() { principal }: PrincipalRequest) {
    return this.surveys.told(params.id, body, principal!);
  }

  @Route(api.getSurveySettings)
  settings() {
    return this.rules.shown();
  }

  @Route(api.putSurveySettings)
  putSettings(@Input() { body }: In<'putSurveySettings'>) {
    return this.rules.put(body);
  }
}
