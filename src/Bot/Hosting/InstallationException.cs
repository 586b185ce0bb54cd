namespace ChatOps.Bot.Hosting;

/// <summary>Something is wrong with the installation, found out only while starting. The message is for the operator: what is wrong, and what to do.</summary>
internal sealed class InstallationException(string message) : Exception(message);
