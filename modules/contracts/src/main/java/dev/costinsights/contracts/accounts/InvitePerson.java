package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks for a one-time link with which someone chooses a password and can sign in from then on. An earlier one for the
 * same address works no more. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#INVALID} naming the field, also
 * when somebody of this installation has the address.
 */
public record InvitePerson(UUID organizationId, String email, Role role) implements Message {}
