import type { Member, OpenMemberOptions } from './memberApi.js';

export async function openMember(_options: OpenMemberOptions): Promise<Member> {
  throw new Error('not yet');
}
