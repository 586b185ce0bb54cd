using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>What the bot does in conversations: sends, edits, takes back, opens. Called under the state's lock.</summary>
internal sealed class TeamsConversations(TeamsDouble teams)
{
    private TeamsState State => teams.State;

    public (int Status, JsonObject? Body) Create(TeamsAsked asked)
    {
        var body = asked.Body!;
        if ((body["tenantId"] ?? body["channelData"]?["tenant"]?["id"])?.ToString() != teams.TenantId) throw TeamsRefusal.Argument("tenantId is missing or another's.");
        if (body["bot"]?["id"]?.ToString() is { } bot && bot != TeamsState.BotId) throw TeamsRefusal.Argument("bot is another.");
        if (asked.Channel is { } id) return CreateThread(id, body);
        if (body["isGroup"]?.ToString() == "true" || body["members"] is not JsonArray { Count: 1 } members) throw TeamsRefusal.Syntax("Group chats cannot be created.");
        var member = members[0]?["id"]?.ToString() ?? "";
        if (!State.People.TryGetValue(member, out var person)) throw TeamsRefusal.Argument("The member is no known MRI.");
        if (person.HasBlocked) throw Blocked();
        var chat = State.Chat(member);
        var answer = new JsonObject { ["id"] = chat.Id };
        if (body["activity"] is JsonObject said) answer["activityId"] = Put(chat, null, said, "create", null).Id;
        return (201, answer);
    }

    public (int Status, JsonObject? Body) Send(TeamsAsked asked)
    {
        var (conversation, root) = Found(asked);
        var said = asked.Body!;
        var onlyFor = OnlyFor(asked, conversation);
        TeamsActivityCheck.Check(said);
        if (asked.Activity is { } answered)
        {
            if (!conversation.TargetedRoots.Contains(answered))
            {
                var message = Seen(conversation, answered);
                if (root is not null && message.Root != root) throw TeamsRefusal.NoActivity;
                root ??= message.Root;
            }
        }

        if (TeamsActivityCheck.IsTyping(said)) return (202, null);
        var id = Put(conversation, root, said, "send", onlyFor).Id;
        if (!TeamsActivityCheck.HasBoth(said)) return (201, new JsonObject { ["id"] = id });
        // Teams makes two messages of it and names neither.
        teams.Refused.Enqueue("send: text and attachment in one activity, whose id is lost");
        return (202, null);
    }

    public (int Status, JsonObject? Body) Edit(TeamsAsked asked)
    {
        var (conversation, _) = Found(asked);
        var message = Own(conversation, asked);
        TeamsActivityCheck.Check(asked.Body!);
        message.Versions.Add(message.Said);
        message.Said = Copy(asked.Body!);
        State.Posted("edit", conversation, message);
        return (200, new JsonObject { ["id"] = message.Id });
    }

    public (int Status, JsonObject? Body) Delete(TeamsAsked asked)
    {
        var (conversation, _) = Found(asked);
        Own(conversation, asked).IsDeleted = true;
        return (200, null);
    }

    public (int Status, JsonObject? Body) React(TeamsAsked asked)
    {
        var (conversation, _) = Found(asked);
        var reactions = Seen(conversation, asked.Activity!).Reactions;
        reactions.RemoveAll(one => one == (asked.Detail!, TeamsState.BotId));
        if (asked.Verb == "PUT") reactions.Add((asked.Detail!, TeamsState.BotId));
        return (200, null);
    }

    private (int Status, JsonObject? Body) CreateThread(string id, JsonObject body)
    {
        if (body["activity"] is not JsonObject said) throw TeamsRefusal.Syntax("Activity is required to create a channel thread.");
        var channel = Found(id);
        if (channel.Kind != "channel") throw TeamsRefusal.Argument("Threads are in channels.");
        TeamsActivityCheck.Check(said);
        var message = Put(channel, null, said, "create", null);
        if (TeamsActivityCheck.HasBoth(said)) teams.Refused.Enqueue("create: text and attachment in one activity");
        return (201, new JsonObject { ["id"] = $"{id};messageid={message.Id}", ["activityId"] = message.Id });
    }

    private TeamsConversationState Found(string id)
    {
        if (!State.Conversations.TryGetValue(id, out var conversation) || conversation.IsDeleted) throw TeamsRefusal.NoConversation;
        if (!conversation.HasBot) throw TeamsRefusal.NotInRoster;
        if (conversation.Team?.IsArchived == true) throw new TeamsRefusal(403, "MessageWritesBlocked", "The team is archived.");
        if (conversation.Kind == "personal" && State.People[conversation.Members.First()].HasBlocked) throw Blocked();
        return conversation;
    }

    /// <summary>The conversation, and the thread when one is named.</summary>
    private (TeamsConversationState Conversation, string? Root) Found(TeamsAsked asked)
    {
        var conversation = Found(asked.Channel!);
        if (!asked.Conversation!.Contains(';', StringComparison.Ordinal)) return (conversation, null);
        if (asked.Root is not { Length: > 0 } root || !root.All(char.IsAsciiDigit) || root.All(static digit => digit == '0')) throw TeamsRefusal.Syntax($"{asked.Conversation} names no message.");
        if (conversation.TargetedRoots.Contains(root) && asked.IsTargeted) return (conversation, root);
        // A thread lives on when its first message was deleted.
        return conversation.Messages.TryGetValue(root, out var message) && message.Root == root ? (conversation, root) : throw TeamsRefusal.NoConversation;
    }

    /// <summary>Who alone sees it; null = everybody.</summary>
    private string? OnlyFor(TeamsAsked asked, TeamsConversationState conversation)
    {
        var recipient = asked.Body?["recipient"];
        if (!asked.IsTargeted)
            return recipient?["isTargeted"]?.ToString() == "true" ? throw TeamsRefusal.Argument("A targeted recipient without isTargetedActivity=true: everybody would see it.") : null;
        if (conversation.Kind == "personal") throw TeamsRefusal.Argument("Targeted messages are not for personal chats.");
        if (recipient?["isTargeted"]?.ToString() != "true" || recipient["id"]?.ToString() is not { } id) throw TeamsRefusal.Argument("A targeted activity has no targeted recipient.");
        return State.People.ContainsKey(id) ? id : throw TeamsRefusal.Argument("The targeted recipient is no known MRI.");
    }

    private TeamsMessageState Seen(TeamsConversationState conversation, string id) =>
        conversation.Messages.TryGetValue(id, out var message) && !State.IsGone(message) ? message : throw TeamsRefusal.NoActivity;

    private TeamsMessageState Own(TeamsConversationState conversation, TeamsAsked asked)
    {
        var message = Seen(conversation, asked.Activity!);
        if (asked.Root is { } root && message.Root != root) throw TeamsRefusal.NoActivity;
        if (message.From != TeamsState.BotId) throw new TeamsRefusal(403, "NotEnoughPermissions", "The message is another's.");
        return (message.OnlyFor is not null) == asked.IsTargeted ? message : throw TeamsRefusal.NoActivity;
    }

    private static TeamsRefusal Blocked() => new(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.");

    private static JsonObject Copy(JsonObject said) => (JsonObject)said.DeepClone();

    private TeamsMessageState Put(TeamsConversationState conversation, string? root, JsonObject said, string operation, string? onlyFor)
    {
        if (operation == "create") TeamsActivityCheck.Check(said);
        var id = State.NextId();
        var message = new TeamsMessageState(id, conversation.Kind == "channel" ? root ?? id : null, TeamsState.BotId) { Said = Copy(said), At = State.Time.GetUtcNow(), OnlyFor = onlyFor };
        conversation.Messages[id] = message;
        State.Posted(operation, conversation, message);
        return message;
    }
}
