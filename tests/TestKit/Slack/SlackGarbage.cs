namespace ChatOps.TestKit.Slack;

/// <summary>What a lying peer sends with status 200.</summary>
internal enum SlackGarbage
{
    NotJson,
    OkWithoutTs,
    WrongTypes,
    WrongContentType,
    Empty,
    List,
    CutInHalf,
    Deep,
    Huge,
}
