import { Controller } from '@nestjs/common';
import { api } from '#libs/contracts';
import { Route } from '#libs/platform';
import { BoardReader } from './board-reader.service.js';

@Controller()
export class LiveBoardController {
  constructor(private readonly board: BoardReader) {}

  @Route(api.liveBoard)
  async live() {
    return this.board.read();
  }
}
