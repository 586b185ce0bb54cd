using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Channels.Teams.Forms;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>The door of Teams. Behind it nothing exists while Teams is not configured.</summary>
internal static class TeamsSetup
{
    public static void AddTeams(this WebApplicationBuilder builder)
    {
        var options = TeamsOptions.Of(builder.Configuration);
        builder.Services.CheckAtStart(_ => options.Errors);
        if (!options.IsOn) return;
        // Routes name channels by their ids; whoever configured the link that Teams copies means the same.
        if (options.DefaultChannel is { } channel) builder.Configuration["Teams:DefaultChannel"] = channel;
        builder.Services.AddSingleton(options);
        builder.Services.AddTeamsSpeaking();
        builder.Services.AddTeamsHearing();
        builder.Services.AddTeamsListening();
        builder.Services.AddTeamsForms();
    }

    public static void MapTeams(this WebApplication app)
    {
        if (app.Services.GetService<TeamsOptions>() is null) return;
        app.MapTeamsDoor();
    }
}
