using ChatOps.Bot.Access;
using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Aws;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Channels.Slack;
using ChatOps.Bot.Channels.Teams;
using ChatOps.Bot.Channels.Teams.Package;
using ChatOps.Bot.Channels.Web;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Investigate.Ingest;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Operations;
using ChatOps.Bot.Persistence;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot;

/// <summary>Opens the doors of the rooms, in reading order.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (CommandLine.Parse(args))
        {
            case ShowHelp:
                Console.Write(CommandLine.Help());
                return 0;
            case BadUsage bad:
                await Console.Error.WriteLineAsync(bad.Why);
                return 2;
            case Serve serve:
                return await HostingSetup.ServeAsync(() => Build(serve.Args));
            case Ingest ingest:
                return await HostingSetup.RunAsync(() => Build(ingest.Args, IngestCommand.Quieten), app => IngestCommand.RunAsync(app.Services, ingest.AsJson));
            case Examine doctor:
                return await DoctorCommand.RunAsync(() => Build(doctor.Args, DoctorCommand.Quieten), doctor.AsJson, doctor.AsPolicy, Console.Out);
            case MakeSample sample:
                return await HostingSetup.RunAsync(
                    () => Build(sample.Args, DoctorCommand.Quieten),
                    app => SampleFindingCommand.RunAsync(app.Services.GetRequiredService<Installation>(), app.Services.GetRequiredService<AwsClients>(), sample.Type, sample.AsJson, Console.Out, Console.Error));
            case PackApp pack:
                return await AppPackageCommand.RunAsync(OperatorSettings.Read(pack.Args, Directory.GetCurrentDirectory()), pack, Console.Out, Console.Error);
            default:
                throw new InvalidOperationException("A command line is one of the above.");
        }
    }

    /// <summary>The host, ready to start. Tests replace what stands at the wire with <paramref name="configure"/>.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddHosting();
        builder.AddPersistence();
        builder.AddJobs();
        builder.AddAws();
        builder.AddChannels();
        builder.AddSlack();
        builder.AddTeams();
        builder.AddAccess();
        builder.AddCases();
        builder.AddAlerts();
        builder.AddInvestigate();
        builder.AddNotes();
        builder.AddAfterAction();
        builder.AddWeb();
        builder.AddOperations();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseHosting();
        app.UseWeb();
        app.MapHosting();
        app.MapAlerts();
        app.MapSlack();
        app.MapTeams();
        app.MapWeb();
        return app;
    }
}
