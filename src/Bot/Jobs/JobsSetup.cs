namespace ChatOps.Bot.Jobs;

internal static class JobsSetup
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<JobsOptions>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton(new RetrySchedule(Random.Shared));
        services.AddSingleton<LaneRunner>();
        services.AddHostedService<JobWorker>();
    }
}
