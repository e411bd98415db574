import { type Member, type MemberBackend, openMember } from '@guestchat/core/member';

/** A member's client with a provider's backend behind it, whose calls are the provider's own. */
export async function invite(memberId: string, displayName: string, backend: MemberBackend): Promise<[Member, string]> {
  const member = await openMember({ memberId, displayName, backend });
  const { link } = await member.invite();
  return [member, link];
}
