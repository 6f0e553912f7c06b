namespace TypedRpc.LoadTest.Events.Contenders;

/// <summary>One way to publish or consume events. Its parts know nothing of how they are measured.</summary>
internal interface IEventContender
{
    string Name { get; }

    /// <summary>What it is and how it is set up, for the report.</summary>
    string Description { get; }
}
