using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels;

internal static class ChannelsSetup
{
    public static void AddChannels(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IJobHandler, DeliverMessage>();
        builder.Services.AddSingleton<ChatThreads>();
        builder.Services.AddSingleton<ChatRoots>();
        builder.Services.AddHostedService<HearingSweep>();
    }
}
