BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 40
    $layers = $stimuli | Get-DnnActivation fashionnet conv5_relu, fc1
}

Describe 'Group-Activation' {
    It 'gives every stimulus of each layer a cluster' {
        $groups = $layers | Group-Activation KMeans 4 -Seed 1
        $groups.Layer | Should -Be $layers.Layer
        $groups[0].ItemId | Should -Be $stimuli.Id
        $groups[0].Cluster[0] | Should -Be 1
        ($groups[0].Size | Measure-Object -Sum).Sum | Should -Be 40
        (1..4 | ForEach-Object { $groups[0].GetMember($_) }).Count | Should -Be 40
        $groups[0].GetCenter(1).Count | Should -Be $layers[0].UnitCount
        $groups[0].Provenance.Seed | Should -Be 1
        $groups[0].Provenance.Sources[0].Operation | Should -Be 'Get-DnnActivation'
    }

    It 'joins n - 1 times, and cuts by number and by height' {
        $tree = $layers[1] | Group-Activation Hierarchical 5 -Metric Correlation
        $tree.Linkage.Count | Should -Be 39
        $tree.ClusterCount | Should -Be 5
        $tree.Provenance.Parameters['Linkage'] | Should -Be 'Average'
        # Four joinings are left out: the cut lies below the fourth from the top.
        $height = ($tree.Linkage[34].Height + $tree.Linkage[35].Height) / 2
        ($layers[1] | Group-Activation Hierarchical -Metric Correlation -Height $height).Cluster | Should -Be $tree.Cluster
    }

    It 'groups channels' {
        $channels = $layers[0] | Group-Activation KMeans 6 -Target Channel
        $channels.ItemCount | Should -Be 64
        $channels.ItemId[63] | Should -Be '64'
    }

    It 'finds noise where the radius is small and one cluster where it is large' {
        ($layers[1] | Group-Activation Dbscan -Radius 0.001).NoiseCount | Should -Be 40
        $one = $layers[1] | Group-Activation Dbscan -Radius 1e6
        $one.ClusterCount | Should -Be 1
        $one.IsCore | Should -Not -Contain $false
    }

    It 'says what a parameter is for, and goes on after a layer that cannot be' {
        { $layers | Group-Activation KMeans 3 -Radius 1 } | Should -Throw -ErrorId 'ParameterNotApplicable,*'
        { $layers | Group-Activation } | Should -Throw -ErrorId 'ClusterCountMissing,*'
        { $layers | Group-Activation Hierarchical 3 -Metric Cosine -Linkage Ward } | Should -Throw -ErrorId 'MetricNotSupported,*'
        $good = $layers | Group-Activation KMeans 3 -MaxMemory 100KB -ErrorVariable problem -ErrorAction SilentlyContinue
        $good.Layer | Should -Be 'fc1'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ActivationTooLarge,*'
    }
}
