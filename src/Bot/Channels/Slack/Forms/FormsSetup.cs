using ChatOps.Bot.Channels.Slack.Inbound;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Forms, shortcuts, pickers, the App Home and what is shown below links.</summary>
internal static class FormsSetup
{
    public static void AddForms(this IServiceCollection services)
    {
        services.AddSingleton<SlackViews>();
        services.AddSingleton<PrivateWords>();
        services.AddSingleton<ChannelSight>();
        services.AddSingleton<VisibleThreads>();
        services.AddSingleton<HeldMessages>();
        services.AddSingleton<ShownMessages>();
        services.AddSingleton<FormPlaces>();
        services.AddSingleton<LinkRights>();
        services.AddSingleton<ISlackReflex, PromptForm>();
        services.AddSingleton<ISlackReflex, InvestigateForm>();
        services.AddSingleton<ISlackReflex, InvestigateSubmission>();
        services.AddSingleton<ISlackReflex, AddForm>();
        services.AddSingleton<ISlackReflex, AddSubmission>();
        services.AddSingleton<ISlackReflex, Pickers>();
        services.AddSingleton<ISlackListener, HomeListener>();
        services.AddSingleton<ISlackListener, LinkListener>();
    }
}
