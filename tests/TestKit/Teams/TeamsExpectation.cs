namespace ChatOps.TestKit.Teams;

/// <summary>What a person waited for did not come.</summary>
internal sealed class TeamsExpectation(string message) : Exception(message);
