using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>The Web API: who may call, what is known, and how a refusal is said.</summary>
internal sealed class SlackMethods
{
    private readonly SlackDouble slack;
    private readonly Dictionary<string, Func<SlackArguments, JsonObject>> all;

    public SlackMethods(SlackDouble slack)
    {
        this.slack = slack;
        all = new Dictionary<string, Func<SlackArguments, JsonObject>>(StringComparer.Ordinal)
        {
            ["api.test"] = static _ => [],
            ["apps.connections.open"] = _ => new JsonObject { ["url"] = slack.Sockets.NewTicket() },
        };
        new ChatMethods(slack).AddTo(all);
        new ConversationMethods(slack).AddTo(all);
        new FileMethods(slack).AddTo(all);
        new ViewMethods(slack).AddTo(all);
        new PeopleMethods(slack).AddTo(all);
    }

    public JsonObject Answer(string method, string authorization, SlackArguments arguments)
    {
        try
        {
            if (!all.TryGetValue(method, out var work))
            {
                slack.Unexpected.Enqueue($"method {method}");
                throw new SlackRefusal("unknown_method");
            }

            if (method != "api.test") CheckToken(method, authorization, arguments);
            if (arguments.IsBroken) throw new SlackRefusal("invalid_json");
            // One writer at a time, so that ts, members and messages agree.
            var answer = slack.State.Read(_ => work(arguments));
            answer["ok"] = true;
            return answer;
        }
        catch (SlackRefusal refusal)
        {
            if (refusal.Messages.Count > 0) slack.Refused.Enqueue($"{method}: {refusal.Error} {string.Join("; ", refusal.Messages)}");
            return Refused(refusal);
        }
    }

    public static JsonObject Refused(SlackRefusal refusal)
    {
        var answer = new JsonObject { ["ok"] = false, ["error"] = refusal.Error };
        if (refusal.Messages.Count > 0)
        {
            answer["errors"] = new JsonArray([.. refusal.Messages.Select(static message => JsonValue.Create(message.Replace("[ERROR] ", "", StringComparison.Ordinal)))]);
            answer["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. refusal.Messages.Select(static message => JsonValue.Create(message))]) };
        }

        return answer;
    }

    private void CheckToken(string method, string authorization, SlackArguments arguments)
    {
        var isConnection = method == "apps.connections.open";
        // The app's token is never taken from a parameter.
        var token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : isConnection ? null : arguments.Text("token");
        if (token is null) throw new SlackRefusal("not_authed");
        if (token != slack.BotToken && token != slack.AppToken) throw new SlackRefusal("invalid_auth");
        if (slack.State.TokenError is { } error) throw new SlackRefusal(error);
        if (isConnection != (token == slack.AppToken)) throw new SlackRefusal("not_allowed_token_type");
    }
}
