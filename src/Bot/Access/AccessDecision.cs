namespace ChatOps.Bot.Access;

/// <summary>Whether somebody may.</summary>
/// <param name="Why">When refused: what was refused, and who may; shown to the person.</param>
internal sealed record AccessDecision(bool Allowed, Role Role, string? Why);
