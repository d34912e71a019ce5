/** The team: its agents, invitations and audit log. */
import type { Agent } from '../../api/people/sessions.ts';
import type {
  AgentChange,
  AuditEntry,
  Invitation,
  Invite,
  ProfileChange,
  RemovedAgent,
  TeamMember,
} from '../../api/people/team.ts';
import type { Permission } from '../../api/roles.ts';
import type { Page, Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import * as audit from '../audit.ts';
import { type Context, dropFiles, requireNumbers } from '../context.ts';
import { type AgentPicture, pictureOf, putPicture, removePicture } from '../people/agent-pictures.ts';
import * as agents from '../people/agents.ts';
import * as invitations from '../people/invitations.ts';
import {
  closeSockets,
  release,
  renameEverywhere,
  updateAccess,
  updateAvailability,
} from '../people/open-pages.ts';
import * as sessions from '../people/sessions.ts';
import { isInTeam } from '../people/teams.ts';

export class Team {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(): TeamMember[] {
    return agents.team(this.#context.sql);
  }

  /** Changes an agent, with immediate effect on open pages. */
  async change(by: Agent, id: string, { picture, ...change }: AgentChange): Promise<TeamMember> {
    const { sql, env, record } = this.#context;
    requireNumbers(sql, change.numbers);
    const agent = agents.changeAgent(sql, id, change);
    if (picture === null) removePicture(sql, id);
    const seen = change.numbers ? `, ${change.numbers.join(' ')}` : '';
    const may = change.permissions ? mayDo(change.permissions) : '';
    record(by, 'agent.change', `${agent.name}, ${agent.role}${seen}${may}`);
    await updateAccess(sql, env, agent);
    if (change.name !== undefined) await renameEverywhere(sql, env, agent);
    return agents.member(sql, id);
  }

  /** Changes an agent's own name or availability, or removes their picture. */
  async changeProfile(by: Agent, { picture, isAway, ...change }: ProfileChange): Promise<TeamMember> {
    const { sql, env, record } = this.#context;
    if (isAway !== undefined) {
      agents.setAway(sql, by.id, isAway);
      // Also if it was so before: an inbox may have missed it.
      await updateAvailability(sql, env, by.id, isAway);
    }
    // Who comes and goes is not in the audit log.
    if (picture === undefined && change.name === undefined) return agents.member(sql, by.id);
    const agent = agents.changeAgent(sql, by.id, change);
    if (picture === null) removePicture(sql, by.id);
    record(by, 'agent.profile', agent.name);
    await updateAccess(sql, env, agent);
    if (change.name !== undefined) await renameEverywhere(sql, env, agent);
    return agents.member(sql, agent.id);
  }

  setPicture(by: Agent, picture: AgentPicture): TeamMember {
    const { sql, record } = this.#context;
    const { name } = agents.requireAgent(sql, by.id);
    putPicture(sql, by.id, picture);
    record(by, 'agent.profile', name);
    return agents.member(sql, by.id);
  }

  picture(agentId: string): AgentPicture | null {
    return pictureOf(this.#context.sql, agentId);
  }

  /** Removes an agent, with immediate effect on every device. */
  async remove(by: Agent, id: string): Promise<void> {
    const { sql, storage, env, teamNews, record } = this.#context;
    const isMember = isInTeam(sql, id);
    const ended = storage.transactionSync(() => {
      const agent = agents.removeAgent(sql, id, Date.now());
      record(by, 'agent.remove', agent.name);
      return sessions.end(sql, id, { except: null });
    });
    dropFiles(storage);
    if (isMember) teamNews.changed();
    await closeSockets(sql, env, ended);
    if (isMember) await teamNews.send();
    await release(sql, env, id, null);
  }

  removed(): RemovedAgent[] {
    return agents.removedAgents(this.#context.sql);
  }

  /** Lets the site's own login sign the agent in again. */
  restore(by: Agent, id: string): TeamMember {
    const { sql, storage, record } = this.#context;
    storage.transactionSync(() => {
      const { name } = agents.restoreAgent(sql, id);
      record(by, 'agent.restore', name);
    });
    return agents.member(sql, id);
  }

  async invite(by: Agent, who: Invite): Promise<{ invitation: Invitation; token: string }> {
    const { sql, record } = this.#context;
    if (!('agentId' in who)) requireNumbers(sql, who.numbers);
    const invited = await invitations.invite(sql, by.id, who, Date.now());
    const { name, role, permissions } = invited.invitation;
    record(by, 'agent.invite', `${name}, ${role}${permissions.length > 0 ? mayDo(permissions) : ''}`);
    return invited;
  }

  invitations(): Invitation[] {
    return invitations.invitations(this.#context.sql, Date.now());
  }

  revokeInvitation(by: Agent, id: string): void {
    invitations.withdraw(this.#context.sql, id);
    this.#context.record(by, 'invitation.withdraw', id);
  }

  /** An agent to whom a conversation of this number can be assigned. */
  colleague(id: string, inbox: string): Person {
    const { sql } = this.#context;
    const { name } = agents.requireAgent(sql, id);
    if (agents.numbersOfAgent(sql, id)?.includes(inbox) ?? true) return { id, name };
    throw new ApiError(
      422,
      'number_not_allowed',
      'This agent has no access to this number. Choose another agent.',
    );
  }

  auditLog(before: number | null, limit: number): Page<AuditEntry> {
    return audit.entries(this.#context.sql, before, limit);
  }
}

/** The part of an entry in the audit log. */
function mayDo(permissions: readonly Permission[]): string {
  return `, may: ${permissions.join(' ') || 'nothing else'}`;
}
